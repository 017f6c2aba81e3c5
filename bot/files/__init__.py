"""Files that people bring, each read in one place for the command line and the chat."""
