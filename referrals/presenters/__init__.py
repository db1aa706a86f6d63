"""What the templates of referrals are given: plain, frozen values."""
