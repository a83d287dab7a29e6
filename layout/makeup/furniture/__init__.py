"""What a page has beside copy and pictures -> its regions: folio, panels, rules, tables, quotes, index, slug."""
