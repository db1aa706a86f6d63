"""What the templates of panels are given: plain, frozen values. A template never meets a model."""
