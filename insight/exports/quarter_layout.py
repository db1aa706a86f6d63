"""The columns, formulas and notes of the quarterly workbook."""

from xlsxwriter.utility import xl_col_to_name

from casework.rules.money import PAYERS
from insight.exports.sheets import DAY, MONEY, PERCENT, WHOLE, Sheet, SheetColumn

PLACEMENTS, AGENCIES, CHANGES, NOTES = "Placements", "By agency", "Changes", "Notes"
NAMES = {"education": "Education", "care": "Care", "health": "Health"}


def _each(text: str, holds: str, width: int = 13) -> list[SheetColumn]:
    return [SheetColumn(text.format(NAMES[payer]), holds, width) for payer in PAYERS]


COLUMNS = [
    SheetColumn("Award", width=18),
    SheetColumn("Child", width=8),
    SheetColumn("Provider", width=28),
    SheetColumn("Arrangement", width=32),
    SheetColumn("Weeks a year", WHOLE, 8),
    SheetColumn("Lead agency", width=22),
    SheetColumn("Stage", width=18),
    SheetColumn("Starts", DAY, 18),
    SheetColumn("Ends", DAY, 18),
    SheetColumn("Who pays the provider", width=20),
    SheetColumn("Recharged", width=12),
    SheetColumn("Review by", DAY, 18),
    SheetColumn("Decided in", width=18),
    *_each("{} agency", "text", 22),
    SheetColumn("Cost a year", MONEY, 14),
    *_each("{} share", PERCENT, 10),
    *_each("{} this quarter", MONEY),
    SheetColumn("Cost this quarter", MONEY, 14),
    *_each("{} adjustment", MONEY),
    SheetColumn("Due this quarter", MONEY, 14),
    SheetColumn("Reclaimed from other health bodies", MONEY, 14),
    SheetColumn("Other health bodies", width=28),
]
PLACES = {column.heading: place for place, column in enumerate(COLUMNS)}
FIRST_AGENCY = PLACES["Education agency"]
FIRST_OWED, COST = PLACES["Education this quarter"], PLACES["Cost this quarter"]
FIRST_ADJUSTED, DUE = PLACES["Education adjustment"], PLACES["Due this quarter"]
RECLAIMED = PLACES["Reclaimed from other health bodies"]
TOTALLED = tuple(range(FIRST_OWED, RECLAIMED + 1))
# The number, as a reader counts, of the first row below the headings.
FIRST_LINE = Sheet.HEADINGS + 2


def _sum_of_three(first: int) -> str:
    """Return a pattern of the formula that sums three columns of one row."""
    return f"=ROUND(SUM({xl_col_to_name(first)}{{0}}:{xl_col_to_name(first + 2)}{{0}}),2)"


OWED_SUM = _sum_of_three(FIRST_OWED)
DUE_SUM = _sum_of_three(FIRST_ADJUSTED).replace("ROUND(", f"ROUND({xl_col_to_name(COST)}{{0}}+")
AGENCY_COLUMNS = [
    SheetColumn("Agency", width=34),
    SheetColumn("Pays for", width=14),
    SheetColumn("This quarter", MONEY, 18),
    SheetColumn("Adjustments of earlier quarters", MONEY, 18),
    SheetColumn("Due this quarter", MONEY, 18),
]
CHANGE_COLUMNS = [
    SheetColumn("Award", width=18),
    SheetColumn("Child", width=8),
    SheetColumn("Provider", width=28),
    SheetColumn("What", width=12),
    SheetColumn("From", DAY, 18),
    SheetColumn("Recorded", DAY, 18),
    SheetColumn("Back-dated", width=11),
    *_each("{} a year before", MONEY),
    SheetColumn("All a year before", MONEY, 14),
    *_each("{} a year now", MONEY),
    SheetColumn("All a year now", MONEY, 14),
    SheetColumn("Decided in", width=18),
]
ABOUT = [
    (
        "How a quarter is counted",
        "Each agency's yearly share runs by the day. Up to a day it is "
        "the whole pence of the days gone in the award's own year of 12 months; a quarter is the "
        "difference of two such sums, so that four quarters always make the year.",
    ),
    (
        "Adjustments",
        "A locked quarter is never changed. What was changed later for its days is "
        "an adjustment in the first quarter after it.",
    ),
    ("Reclaims", "What other health bodies owe is a part of health's amount, not an addition."),
    ("Children", "Shown by initials. The award's reference opens the record for those who may."),
    ("Totals", "Totals follow the filter: they sum the rows in view."),
]
PAYS = {"hosted": "Lead agency", "separate-contracts": "Each its own"}
