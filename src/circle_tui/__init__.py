"""Circle: the facilitator's instrument for a live consultation group of therapists."""

__version__ = "0.1.0"
