"""The data scores are computed from: files, sources that are asked, and the company's own rules for them."""
