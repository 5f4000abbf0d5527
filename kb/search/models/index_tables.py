"""The index of the PostgreSQL engine. Written and read by kb.search.engines.postgres alone; empty with Whoosh.

Every row belongs to a build: a rebuild writes beside the live one and then moves `IndexState.build`. Document numbers
are given once and never again; `generation` on a row is the one that last changed it.
"""

from __future__ import annotations

from django.db import models


class IndexState(models.Model):
    """The one row that names the live build and its generation."""

    build = models.PositiveIntegerField(default=0)
    generation = models.PositiveBigIntegerField(default=0)
    size = models.PositiveIntegerField(default=0)
    fingerprint = models.CharField(max_length=16, default="")

    def __str__(self) -> str:
        return f"{self.build}/{self.generation}"


class IndexTerm(models.Model):
    """A term of a field, with the number of documents that hold it."""

    build = models.PositiveIntegerField()
    field = models.CharField(max_length=8)
    term = models.CharField(max_length=250)
    frequency = models.PositiveIntegerField()
    generation = models.PositiveBigIntegerField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["build", "field", "term"], name="one_term_a_field")]
        indexes = [models.Index(fields=["build", "generation"], name="terms_by_generation")]

    def __str__(self) -> str:
        return f"{self.field}:{self.term}"


class IndexBlock(models.Model):
    """A stretch of a term's postings: document numbers (int32) and weights (float32) as bytes, little-endian."""

    term = models.ForeignKey(IndexTerm, models.CASCADE, related_name="blocks", db_index=False)
    number = models.PositiveIntegerField()
    docs = models.BinaryField()
    weights = models.BinaryField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["term", "number"], name="one_block_a_stretch")]

    def __str__(self) -> str:
        return f"{self.term_id}/{self.number}"


class IndexDocument(models.Model):
    """A document number and the entry it stands for; dead when a newer one replaced it."""

    build = models.PositiveIntegerField()
    number = models.PositiveIntegerField()
    entry_id = models.BigIntegerField()
    kind = models.CharField(max_length=10)
    key = models.CharField(max_length=200)
    languages = models.CharField(max_length=20)
    digest = models.CharField(max_length=16, default="")
    dead = models.BooleanField(default=False)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["build", "number"], name="one_document_a_number")]
        indexes = [
            models.Index(fields=["build", "entry_id"], name="documents_by_entry"),
            models.Index(fields=["build"], condition=models.Q(dead=True), name="dead_documents"),
        ]

    def __str__(self) -> str:
        return f"{self.number}: {self.key}"


class IndexFlow(models.Model):
    """The words in order of a document's text in one language."""

    document = models.ForeignKey(IndexDocument, models.CASCADE, related_name="flows", db_index=False)
    language = models.CharField(max_length=2)
    text = models.TextField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["document", "language"], name="one_flow_a_language")]

    def __str__(self) -> str:
        return f"{self.document_id} ({self.language})"
