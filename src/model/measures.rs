//! What a goal may be set on, by name: a scenario must know the names before anything is measured.
//!
//! In: nothing. Out: [`MEASURES`]. Must not know: how anything is measured; a test in `metrics::catalogue` holds
//! this list and the catalogue equal.

/// A figure that a goal may name.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Measure {
    /// Its name in the catalogue of figures.
    pub name: &'static str,
    /// It is a share from 0 to 1.
    pub share: bool,
    /// It is known by channel.
    pub by_channel: bool,
    /// It is known by account group.
    pub by_group: bool,
}

/// About contacts: known by channel and group.
const fn contacts(name: &'static str, share: bool) -> Measure {
    Measure { name, share, by_channel: true, by_group: true }
}

/// Known by channel.
const fn channels(name: &'static str, share: bool) -> Measure {
    Measure { name, share, by_channel: true, by_group: false }
}

/// About accounts: known by group.
const fn groups(name: &'static str, share: bool) -> Measure {
    Measure { name, share, by_channel: false, by_group: true }
}

/// About people or the whole: known for the centre.
const fn centre(name: &'static str, share: bool) -> Measure {
    Measure { name, share, by_channel: false, by_group: false }
}

/// Every figure that a goal may name, in the catalogue's order.
pub const MEASURES: &[Measure] = &[
    centre("agents", false),
    centre("fte", false),
    centre("cost_production", false),
    centre("cost_per_month", false),
    centre("cost_per_request", false),
    centre("cost_per_contact", false),
    centre("idle_cost_per_month", false),
    centre("overtime_cost_per_month", false),
    centre("cost_wages", false),
    centre("cost_overtime", false),
    centre("cost_premiums", false),
    centre("cost_supervisors", false),
    centre("cost_tooling", false),
    centre("cost_capital", false),
    centre("cost_recruiting", false),
    centre("cost_training", false),
    centre("cost_vacancies", false),
    centre("cost_severance", false),
    centre("cost_travel", false),
    centre("cost_admission", false),
    centre("cost_fixed", false),
    centre("cost_transition", false),
    centre("cost_programme", false),
    centre("cost_governance", false),
    centre("premium_hours", false),
    centre("supervisors", false),
    centre("costed_hires", false),
    centre("vacant_days", false),
    centre("releases", false),
    centre("trips", false),
    centre("site_months", false),
    centre("admission_days", false),
    centre("transition_parallel", false),
    centre("transition_ramp", false),
    centre("transition_hires", false),
    centre("transition_immersion", false),
    centre("transition_documentation", false),
    centre("programme_once", false),
    centre("programme_yearly", false),
    centre("cost_per_year", false),
    centre("cost_idle_usable", false),
    centre("cost_idle_crumbs", false),
    centre("months_counted", false),
    centre("present_value", false),
    contacts("service_level", true),
    contacts("service_level_first", true),
    contacts("service_level_over_answered", true),
    contacts("service_level_excluding_short", true),
    contacts("service_level_short_as_met", true),
    contacts("abandonment", true),
    contacts("mean_wait", false),
    contacts("mean_wait_all", false),
    channels("chance_day_meets_goals", true),
    contacts("requests_per_day", false),
    contacts("avoided_per_day", false),
    contacts("offered_per_day", false),
    contacts("answered_per_day", false),
    contacts("abandoned_per_week", false),
    contacts("blocked_per_day", false),
    contacts("converted_per_day", false),
    contacts("unserved_per_day", false),
    contacts("pending_per_day", false),
    contacts("contacts_per_request", false),
    channels("backlog", false),
    centre("occupancy", true),
    contacts("handle_time", false),
    centre("scheduled_agents", false),
    centre("overtime_hours", false),
    centre("paid_hours", false),
    centre("planned_hours", false),
    centre("worked_hours", false),
    centre("idle_hours", false),
    centre("idle_usable_hours", false),
    centre("idle_crumb_hours", false),
    centre("idle_usable_share", true),
    centre("departures_per_year", false),
    centre("hires_per_year", false),
    centre("releases_per_year", false),
    centre("vacancy_share", true),
    centre("training_share", true),
    centre("mean_proficiency", false),
    centre("effective_agents", false),
    contacts("owner_share", true),
    contacts("owner_absent", true),
    groups("upc", true),
    groups("upc_shuffled", true),
    groups("hhi", false),
    groups("hhi_shuffled", false),
    groups("effective_handlers", false),
    groups("effective_handlers_shuffled", false),
    groups("coc", false),
    groups("coc_shuffled", false),
    groups("secon", true),
    groups("secon_shuffled", true),
    groups("distinct_handlers", false),
    groups("distinct_handlers_shuffled", false),
    groups("continuity_left_out", true),
    contacts("knowledge_factor", false),
    centre("knowledge_factor_first_half", false),
    centre("knowledge_factor_second_half", false),
    contacts("errors_per_thousand", false),
    contacts("error_cost_per_month", false),
    centre("bus_factor", false),
    centre("unlearnt", true),
    centre("proficient_people", false),
    centre("knowledge_gini", false),
    groups("satisfaction", false),
    groups("value_lost_per_year", false),
];

/// A figure by its name.
pub fn measure(name: &str) -> Option<&'static Measure> {
    MEASURES.iter().find(|measure| measure.name == name)
}
