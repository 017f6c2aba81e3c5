"""One module for each kind of file: what a person sees in it, written down as a manuscript."""
