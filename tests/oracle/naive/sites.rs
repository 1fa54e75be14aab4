//! What a place does: to handle times by where the account is and what is written of it, to resolution, to what is
//! handed over.
//!
//! In: a model. Out: factors. Must not know: how the engine keeps them.

use portflow::model::SiteFactors;

use super::World;

impl World<'_> {
    fn place(&self, agent: usize) -> &SiteFactors {
        let team = usize::from(self.staffing.agents[agent].team);
        &self.model.sites[usize::from(self.staffing.teams[team].site)].factors
    }

    /// The site's factor on a handle time, as far as the person's pace does not have it yet.
    pub(super) fn of_place(&self, agent: usize, account: u32) -> f64 {
        let place = self.place(agent);
        let area = self.model.accounts[account as usize].area;
        let mut factor = place.elsewhere;
        for &(named, own) in &place.areas {
            if named == area {
                factor = own;
            }
        }
        let written = self.staffing.programme.written.as_ref().map(|written| &written.documented);
        let documented = written.or(self.model.knowledge.as_ref().map(|all| &all.documented));
        let documented = documented.map_or(1.0, |documented| documented[account as usize]);
        if factor > 1.0 {
            factor += (factor - 1.0) * place.undocumented * (1.0 - documented);
        }
        factor / place.elsewhere
    }

    /// The factor on the share that comes back, once the share resolved is multiplied by the site's factor.
    pub(super) fn comes_back_from(&self, agent: usize, share: f64, unresolved: f64) -> f64 {
        let resolution = self.place(agent).resolution * self.staffing.programme.resolution;
        if share == 0.0 || (resolution - 1.0).abs() < 1e-15 {
            return unresolved;
        }
        let resolved = (1.0 - share * unresolved).max(0.0) * resolution;
        (1.0 - resolved) / share
    }

    /// Of what somebody is told, the share that arrives.
    pub(super) fn takes_in(&self, agent: usize) -> f64 {
        self.place(agent).absorption
    }
}
