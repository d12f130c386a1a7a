"""Programs of development: nothing here is installed or imported by the product."""
