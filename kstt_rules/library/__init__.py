"""What the caller of the library gives, in any of its forms, and the result that the caller holds."""
