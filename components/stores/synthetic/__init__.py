"""Made-up stories of any size with the shape of real ones: for trials and measurements."""
