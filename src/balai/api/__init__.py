"""The other door: JSON under /api/v1/. Same verbs, same refusals as the pages; decides nothing."""
