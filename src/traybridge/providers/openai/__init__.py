"""The OpenAI-compatible chat wire: requests, streamed answers, lists of models."""
