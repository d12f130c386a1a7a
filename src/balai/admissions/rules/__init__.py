"""May somebody apply, be seated, decide? Every refusal has a code and a sentence."""
