//! Who for whom: the push rules, one file each.
//!
//! In: the floor as the engine shows it, the candidates of a rung. Out: an agent.
//! Must not know: metrics, what waits. A rule is one file, one line in [`play`], and its word in [`Push`] and in the
//! scenario file.

mod least_occupied;
mod longest_idle;
mod most_familiar;
mod random;
mod ranked;

pub use least_occupied::LeastOccupied;
pub use longest_idle::LongestIdle;
pub use most_familiar::MostFamiliar;
pub use random::Random;
pub use ranked::Ranked;

use crate::engine::ports::Observer;
use crate::engine::{Engine, Play};
use crate::model::{Model, Push};
use crate::workforce::presence::Presence;
use crate::workforce::tenure::Tenures;

/// An engine for one staffing, with the push rule it names: chosen once, not at every event.
pub fn play<'a, O: Observer>(
    model: &'a Model,
    staffing: usize,
    presence: &'a Presence,
    tenures: &'a Tenures,
    observer: &'a mut O,
) -> Box<dyn Play + 'a> {
    macro_rules! with {
        ($rule:expr) => {
            Box::new(Engine::new(model, staffing, presence, tenures, $rule, observer))
        };
    }
    match model.staffings[staffing].push {
        Push::LongestIdle => with!(LongestIdle),
        Push::Random => with!(Random),
        Push::LeastOccupied => with!(LeastOccupied),
        Push::Ranked => with!(Ranked),
        Push::MostFamiliar => with!(MostFamiliar),
    }
}
