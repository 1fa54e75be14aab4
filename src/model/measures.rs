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
    /// Which way it is better.
    pub better: Better,
}

/// Which way a figure is better.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Better {
    /// The less, the better.
    Less,
    /// The more, the better.
    More,
    /// Neither way by itself.
    Either,
}

impl Measure {
    /// Less of it is better.
    const fn less(self) -> Self {
        Self { better: Better::Less, ..self }
    }

    /// More of it is better.
    const fn more(self) -> Self {
        Self { better: Better::More, ..self }
    }
}

/// About contacts: known by channel and group.
const fn contacts(name: &'static str, share: bool) -> Measure {
    Measure { name, share, by_channel: true, by_group: true, better: Better::Either }
}

/// Known by channel.
const fn channels(name: &'static str, share: bool) -> Measure {
    Measure { name, share, by_channel: true, by_group: false, better: Better::Either }
}

/// About accounts: known by group.
const fn groups(name: &'static str, share: bool) -> Measure {
    Measure { name, share, by_channel: false, by_group: true, better: Better::Either }
}

/// About people or the whole: known for the centre.
const fn centre(name: &'static str, share: bool) -> Measure {
    Measure { name, share, by_channel: false, by_group: false, better: Better::Either }
}

/// Every figure that a goal may name, in the catalogue's order.
pub const MEASURES: &[Measure] = &[
    centre("agents", false).less(),
    centre("fte", false).less(),
    centre("cost_production", false).less(),
    centre("cost_per_month", false).less(),
    centre("cost_per_request", false).less(),
    centre("cost_per_contact", false),
    centre("idle_cost_per_month", false),
    centre("overtime_cost_per_month", false).less(),
    centre("cost_wages", false).less(),
    centre("cost_overtime", false).less(),
    centre("cost_premiums", false).less(),
    centre("cost_supervisors", false).less(),
    centre("cost_tooling", false).less(),
    centre("cost_capital", false).less(),
    centre("cost_recruiting", false).less(),
    centre("cost_training", false).less(),
    centre("cost_vacancies", false).less(),
    centre("cost_severance", false).less(),
    centre("cost_travel", false).less(),
    centre("cost_admission", false).less(),
    centre("cost_fixed", false).less(),
    centre("cost_transition", false).less(),
    centre("cost_programme", false).less(),
    centre("cost_governance", false).less(),
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
    centre("transition_severance", false),
    centre("transition_immersion", false),
    centre("transition_documentation", false),
    centre("programme_once", false),
    centre("programme_yearly", false),
    centre("cost_per_year", false).less(),
    centre("cost_idle_usable", false),
    centre("cost_idle_crumbs", false),
    centre("months_counted", false),
    centre("present_value", false).less(),
    contacts("service_level", true).more(),
    contacts("service_level_first", true).more(),
    contacts("service_level_over_answered", true).more(),
    contacts("service_level_excluding_short", true).more(),
    contacts("service_level_short_as_met", true).more(),
    contacts("abandonment", true).less(),
    contacts("mean_wait", false).less(),
    contacts("mean_wait_all", false).less(),
    channels("chance_day_meets_goals", true).more(),
    contacts("requests_per_day", false),
    contacts("avoided_per_day", false),
    contacts("offered_per_day", false),
    contacts("answered_per_day", false),
    contacts("abandoned_per_week", false).less(),
    contacts("blocked_per_day", false).less(),
    contacts("converted_per_day", false),
    contacts("unserved_per_day", false).less(),
    contacts("pending_per_day", false),
    contacts("contacts_per_request", false).less(),
    channels("backlog", false).less(),
    centre("occupancy", true),
    contacts("handle_time", false).less(),
    centre("scheduled_agents", false),
    centre("overtime_hours", false).less(),
    centre("paid_hours", false),
    centre("planned_hours", false),
    centre("worked_hours", false),
    centre("idle_hours", false),
    centre("idle_usable_hours", false),
    centre("idle_crumb_hours", false),
    centre("idle_usable_share", true),
    centre("departures_per_year", false).less(),
    centre("hires_per_year", false).less(),
    centre("releases_per_year", false).less(),
    centre("vacancy_share", true).less(),
    centre("training_share", true).less(),
    centre("mean_proficiency", false).more(),
    centre("effective_agents", false).more(),
    contacts("owner_share", true).more(),
    contacts("owner_absent", true).less(),
    groups("upc", true).more(),
    groups("upc_shuffled", true),
    groups("hhi", false).more(),
    groups("hhi_shuffled", false),
    groups("effective_handlers", false).less(),
    groups("effective_handlers_shuffled", false),
    groups("coc", false).more(),
    groups("coc_shuffled", false),
    groups("secon", true).more(),
    groups("secon_shuffled", true),
    groups("distinct_handlers", false).less(),
    groups("distinct_handlers_shuffled", false),
    groups("continuity_left_out", true),
    contacts("knowledge_factor", false).less(),
    centre("knowledge_factor_first_half", false),
    centre("knowledge_factor_second_half", false),
    contacts("errors_per_thousand", false).less(),
    contacts("error_cost_per_month", false).less(),
    centre("bus_factor", false).more(),
    centre("unlearnt", true).less(),
    centre("proficient_people", false).more(),
    centre("knowledge_gini", false).less(),
    groups("satisfaction", false).more(),
    groups("value_lost_per_year", false).less(),
];

/// A figure by its name.
pub fn measure(name: &str) -> Option<&'static Measure> {
    MEASURES.iter().find(|measure| measure.name == name)
}
