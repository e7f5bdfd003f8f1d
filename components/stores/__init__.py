"""Where stories live."""
