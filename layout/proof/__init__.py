"""Scene and press file to what a person looks at: pictures of pages, marks on them, golden comparison."""
