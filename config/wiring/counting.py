"""Who can count an automatic indicator."""

from operators.evaluation import measures

# name of a measure → what counts it: (application that began the authorisation, first day, last day) → 0 to 100
MEASURES = {
    "incidents_reported_in_time": measures.incidents_reported_in_time,
    "rectified_in_time": measures.rectified_in_time,
    "free_of_grave_breaches": measures.free_of_grave_breaches,
    "partners_kept_in_good_standing": measures.partners_kept_in_good_standing,
}
