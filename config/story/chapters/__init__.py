"""The procedure, chapter by chapter; each plays for one zone, so that three zones share them."""
