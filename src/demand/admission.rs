//! Whether a request becomes a contact.
//!
//! In: the request, and the share that its account's state admits. Out: yes or no, the same for the same share in
//! every staffing. Must not know: what the state is.

use crate::model::Contact;
use crate::random::{Purpose, drawn_from};

/// Whether a request is admitted at a share: what is admitted at one share is admitted at every larger one.
#[inline]
pub fn is_admitted(request: &Contact, share: f64) -> bool {
    share >= 1.0 || drawn_from(request.key, Purpose::Thinning, 0).yes(share)
}
