"""Scene and press file to what a person looks at: pictures of pages, with overlays and marks on them."""
