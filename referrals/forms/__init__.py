"""Forms of referrals: the shape and language of each answer. None writes, none knows a stage."""
