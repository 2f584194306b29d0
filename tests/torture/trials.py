"""All trials of the ledger, in the order in which they are made."""
import interruptions  # noqa: F401
import damage  # noqa: F401
import promises  # noqa: F401
from trial import Size, run_trials  # noqa: F401
