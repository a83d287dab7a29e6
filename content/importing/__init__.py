"""Raw text -> a draft of stories, photos and labels: the files of an edition."""
