"""The properties of the DCMI Metadata Terms (http://purl.org/dc/terms/) that a field can stand for."""

# The fifteen of the Dublin Core Metadata Element Set, ISO 15836-1, which every reader of metadata knows.
FIFTEEN = """
contributor coverage creator date description format identifier language publisher relation rights source
subject title type
"""
MORE = """
abstract accessRights accrualMethod accrualPeriodicity accrualPolicy alternative audience available
bibliographicCitation conformsTo created dateAccepted dateCopyrighted dateSubmitted educationLevel extent
hasFormat hasPart hasVersion instructionalMethod isFormatOf isPartOf isReferencedBy isReplacedBy
isRequiredBy isVersionOf issued license mediator medium modified provenance references replaces requires
rightsHolder spatial tableOfContents temporal valid
"""
ELEMENTS = FIFTEEN.split()
TERMS = sorted([*ELEMENTS, *MORE.split()])
