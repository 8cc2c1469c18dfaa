"""What a workspace keeps for its results: the letterhead, the waivers, an earlier result. It runs at the desk."""
