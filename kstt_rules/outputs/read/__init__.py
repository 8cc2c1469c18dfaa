"""What people read of an audit: terminal, web page, Word, Excel, CSV."""
