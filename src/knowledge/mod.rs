//! What people know: stocks that grow with contacts and fade with time, and what they are worth.
//!
//! In: who handled whose contact, and when. Out: contacts remembered ([`Stocks`]), the curves over them ([`curves`]).
//! Must not know: queues, rungs, why somebody handled a contact, chance.
//!
//! | file | holds |
//! |---|---|
//! | `curves` | ignorance, fading, settled stocks, what is handed over |
//! | `stocks` | the stocks of one staffing |

pub mod curves;
mod stocks;

pub use stocks::{MOST, Stocks};
