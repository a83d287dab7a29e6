"""Set paragraphs and the room of a story -> its legs, filled line by line."""
