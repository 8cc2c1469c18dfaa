"""What a pack covers, provision by provision."""
