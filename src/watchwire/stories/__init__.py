"""Several articles: copies of one text, one story across outlets, independent sources, claims and contradictions."""

from watchwire.stories.cluster import story_groups
from watchwire.stories.copies import find_copies
from watchwire.stories.story import Claim, Story, Telling, tell_stories, tell_story

__all__ = ["Claim", "Story", "Telling", "find_copies", "story_groups", "tell_stories", "tell_story"]
