"""Must-read: people are asked to read a published page by a day, and say that they have.

That somebody read something is an `Acknowledgement` of the foundation; here is who was asked, by whom and until when
(`models`), who is meant by it today (`queries`), and who has read what (`reckoning`). A version that changes the matter
asks again; one that only mends the wording doesn't. Only staff are ever asked.
"""
