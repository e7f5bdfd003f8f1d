"""Reading a whole archive of articles: partitions of files in, one story out, each article exactly once.

``listing`` finds the files, ``partitions`` parts them and names each part by what it holds and by ``program``.
``partition_reading.read_partition`` makes tables of a part (``article_rows`` of one article, ``actor_ids`` names its
actors); ``results`` keeps them on the disk, whole or not at all. ``engine`` lets Dask work off the parts, ``merging``
makes one story of the results, ``story_files`` writes it. ``archiving.read_archive`` is all of that.
"""

from components.articles.archive.archiving import Archive, Summary, read_archive
from components.articles.archive.errors import ArchiveError
from components.articles.archive.partition_reading import How

__all__ = ["Archive", "ArchiveError", "How", "Summary", "read_archive"]
