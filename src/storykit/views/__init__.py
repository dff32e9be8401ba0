"""Views: each takes a `Story` and returns one object with a live, a static and a plain face."""
