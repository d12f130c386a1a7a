"""Access: may this actor do this here? Knows institutions and regions only by id, so that every room may ask."""
