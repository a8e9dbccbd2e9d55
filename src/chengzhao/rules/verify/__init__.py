"""Proofs of results, written apart from what they verify and never imported by it."""
