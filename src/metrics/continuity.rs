//! Continuity: whether an account meets a new face at each contact.
//!
//! In: sums. Out: figures of the catalogue. Must not know: slices, replications.

use super::catalogue::{ANSWERED, FATE, GROUPS, Metric};
use super::counts::Count;
use super::figure::{Direction, Figure};
use super::pairs::Continuity;
use super::unit::Unit;

pub(crate) static OWNER_SHARE: Metric = Metric {
    figure: Figure {
        name: "owner_share",
        unit: Unit::Share,
        definition: "Answered contacts served by an owner of the account (in this staffing, else in the reference table) ÷ answered contacts of accounts with owners.",
        direction: Direction::Higher,
        margin: 0.01,
        ..Figure::BARE
    },
    scopes: ANSWERED,
    ratio: |sums| (sums.counts.get(Count::ByOwner) as f64, sums.counts.get(Count::Owned) as f64),
};

pub(crate) static OWNER_ABSENT: Metric = Metric {
    figure: Figure {
        name: "owner_absent",
        unit: Unit::Share,
        definition: "Contacts that came while no owner of the account (in this staffing, else in the reference table) was signed on ÷ contacts of accounts with owners.",
        direction: Direction::Lower,
        margin: 0.01,
        ..Figure::BARE
    },
    scopes: FATE,
    ratio: |sums| (sums.counts.get(Count::OwnerAbsent) as f64, sums.counts.get(Count::OwnedOffered) as f64),
};

pub(crate) static UPC: Metric = Metric {
    figure: Figure {
        name: "upc",
        unit: Unit::Share,
        label: "UPC",
        definition: "Contacts served by the account's most frequent person ÷ contacts, over accounts with two or more.",
        direction: Direction::Higher,
        margin: 0.01,
        ..Figure::BARE
    },
    scopes: GROUPS,
    ratio: |sums| (sums.continuity[0].usual as f64, sums.continuity[0].contacts as f64),
};

pub(crate) static HHI: Metric = Metric {
    figure: Figure {
        name: "hhi",
        unit: Unit::Index,
        label: "HHI",
        definition: "Σ squared shares of an account's people, weighted by contacts.",
        direction: Direction::Higher,
        margin: 0.01,
        ..Figure::BARE
    },
    scopes: GROUPS,
    ratio: |sums| (Continuity::number(sums.continuity[0].hhi), sums.continuity[0].contacts as f64),
};

pub(crate) static COC: Metric = Metric {
    figure: Figure {
        name: "coc",
        unit: Unit::Index,
        label: "COC",
        definition: "(Σ n² − N) ÷ (N (N − 1)) per account (Bice and Boxerman), weighted by contacts.",
        direction: Direction::Higher,
        margin: 0.01,
        ..Figure::BARE
    },
    scopes: GROUPS,
    ratio: |sums| (Continuity::number(sums.continuity[0].coc), sums.continuity[0].contacts as f64),
};

pub(crate) static SECON: Metric = Metric {
    figure: Figure {
        name: "secon",
        unit: Unit::Share,
        label: "SECON",
        definition: "Successive contacts of an account served by the same person ÷ successive contacts.",
        direction: Direction::Higher,
        margin: 0.01,
        ..Figure::BARE
    },
    scopes: GROUPS,
    ratio: |sums| (sums.continuity[0].repeats as f64, sums.continuity[0].successions as f64),
};

pub(crate) static DISTINCT_HANDLERS: Metric = Metric {
    figure: Figure {
        name: "distinct_handlers",
        unit: Unit::Handlers,
        definition: "Different people that served an account, weighted by contacts.",
        direction: Direction::Lower,
        margin: 0.1,
        ..Figure::BARE
    },
    scopes: GROUPS,
    ratio: |sums| (sums.continuity[0].handlers as f64, sums.continuity[0].contacts as f64),
};

pub(crate) static UPC_SHUFFLED: Metric = Metric {
    figure: Figure {
        name: "upc_shuffled",
        unit: Unit::Share,
        label: "UPC shuffled",
        definition: "Contacts served by the account's most frequent person ÷ contacts, over accounts with two or more, if the day's handlers were shuffled.",
        margin: 0.01,
        ..Figure::BARE
    },
    scopes: GROUPS,
    ratio: |sums| (sums.continuity[1].usual as f64, sums.continuity[1].contacts as f64),
};

pub(crate) static HHI_SHUFFLED: Metric = Metric {
    figure: Figure {
        name: "hhi_shuffled",
        unit: Unit::Index,
        label: "HHI shuffled",
        definition: "Σ squared shares of an account's people, weighted by contacts, if the day's handlers were shuffled.",
        margin: 0.01,
        ..Figure::BARE
    },
    scopes: GROUPS,
    ratio: |sums| (Continuity::number(sums.continuity[1].hhi), sums.continuity[1].contacts as f64),
};

pub(crate) static EFFECTIVE_HANDLERS: Metric = Metric {
    figure: Figure {
        name: "effective_handlers",
        unit: Unit::Handlers,
        definition: "1 ÷ HHI: so many people with equal shares would give the same concentration.",
        direction: Direction::Lower,
        margin: 0.1,
        ..Figure::BARE
    },
    scopes: GROUPS,
    ratio: |sums| (sums.continuity[0].contacts as f64, Continuity::number(sums.continuity[0].hhi)),
};

pub(crate) static EFFECTIVE_HANDLERS_SHUFFLED: Metric = Metric {
    figure: Figure {
        name: "effective_handlers_shuffled",
        unit: Unit::Handlers,
        label: "effective shuffled",
        definition: "1 ÷ HHI if the day's handlers were shuffled.",
        margin: 0.1,
        ..Figure::BARE
    },
    scopes: GROUPS,
    ratio: |sums| (sums.continuity[1].contacts as f64, Continuity::number(sums.continuity[1].hhi)),
};

pub(crate) static COC_SHUFFLED: Metric = Metric {
    figure: Figure {
        name: "coc_shuffled",
        unit: Unit::Index,
        label: "COC shuffled",
        definition: "(Σ n² − N) ÷ (N (N − 1)) per account (Bice and Boxerman), weighted by contacts, if the day's handlers were shuffled.",
        margin: 0.01,
        ..Figure::BARE
    },
    scopes: GROUPS,
    ratio: |sums| (Continuity::number(sums.continuity[1].coc), sums.continuity[1].contacts as f64),
};

pub(crate) static SECON_SHUFFLED: Metric = Metric {
    figure: Figure {
        name: "secon_shuffled",
        unit: Unit::Share,
        label: "SECON shuffled",
        definition: "Successive contacts of an account served by the same person ÷ successive contacts, if the day's handlers were shuffled.",
        margin: 0.01,
        ..Figure::BARE
    },
    scopes: GROUPS,
    ratio: |sums| (sums.continuity[1].repeats as f64, sums.continuity[1].successions as f64),
};

pub(crate) static DISTINCT_HANDLERS_SHUFFLED: Metric = Metric {
    figure: Figure {
        name: "distinct_handlers_shuffled",
        unit: Unit::Handlers,
        label: "handlers shuffled",
        definition: "Different people that served an account, weighted by contacts, if the day's handlers were shuffled.",
        margin: 0.1,
        ..Figure::BARE
    },
    scopes: GROUPS,
    ratio: |sums| (sums.continuity[1].handlers as f64, sums.continuity[1].contacts as f64),
};

pub(crate) static CONTINUITY_LEFT_OUT: Metric = Metric {
    figure: Figure {
        name: "continuity_left_out",
        unit: Unit::Share,
        label: "left out",
        definition: "Contacts of accounts with a single contact, which continuity leaves out ÷ answered contacts.",
        margin: 0.01,
        ..Figure::BARE
    },
    scopes: GROUPS,
    ratio: |sums| {
        (
            sums.continuity[0].left_out as f64,
            (sums.continuity[0].left_out + sums.continuity[0].contacts) as f64,
        )
    },
};

#[cfg(test)]
mod tests {
    use super::{EFFECTIVE_HANDLERS, EFFECTIVE_HANDLERS_SHUFFLED};
    use crate::metrics::Sums;
    use crate::metrics::pairs::Pairs;

    /// `exact.json`, key `concentration_example`, `effective_number_inverse_hhi`.
    #[test]
    fn effective_handlers_of_the_worked_example() {
        let rows = [
            ([40, 10, 0], 1.470_588_235_294_117_3),
            ([5, 30, 5], 1.684_210_526_315_789_4),
            ([0, 0, 10], 1.0),
        ];
        for (row, expected) in rows {
            let mut pairs = Pairs::new(1, row.len());
            for (agent, contacts) in row.into_iter().enumerate() {
                (0..contacts).for_each(|_| pairs.add(0, agent as u32));
            }
            let sums = Sums { continuity: [pairs.continuity(0), pairs.continuity(0)], ..Sums::default() };
            for metric in [&EFFECTIVE_HANDLERS, &EFFECTIVE_HANDLERS_SHUFFLED] {
                let (top, bottom) = (metric.ratio)(&sums);
                assert!((top / bottom - expected).abs() < 1e-9, "{row:?}: {top} ÷ {bottom}");
            }
        }
    }
}
