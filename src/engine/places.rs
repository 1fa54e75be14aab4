//! What sites do to work, looked up once for a replication.
//!
//! In: a model and a staffing. Out: factors by agent, and by site and account. Must not know: why they are what they are.

use crate::model::{Model, SiteFactors, Staffing};

/// Factors of the sites of a staffing's agents; empty tables where all are neutral.
#[derive(Debug, Clone)]
pub(super) struct Places {
    sites: usize,
    /// Factor on handle times beside what paces have already: index account × sites + site.
    beside_pace: Vec<f64>,
    /// By agent.
    resolution: Vec<f64>,
    absorption: Vec<f64>,
}

impl Places {
    pub(super) fn new(model: &Model, staffing: &Staffing) -> Self {
        let sites: Vec<&SiteFactors> = model.sites.iter().map(|site| &site.factors).collect();
        let documented = |account: usize| match &staffing.programme.written {
            Some(written) => written.documented[account],
            None => model.knowledge.as_ref().map_or(1.0, |all| all.documented[account]),
        };
        let beside_pace = if sites.iter().any(|site| site.tells_accounts_apart()) {
            let accounts = model.accounts.iter().enumerate();
            let of_account = |(index, account): (usize, &crate::model::Account)| {
                let (area, documented) = (account.area, documented(index));
                sites.iter().map(move |site| site.beside_speed(area, documented)).collect::<Vec<f64>>()
            };
            accounts.flat_map(of_account).collect()
        } else {
            Vec::new()
        };
        let by_agent = |of: fn(&SiteFactors) -> f64| {
            let neutral = sites.iter().all(|site| of(site).to_bits() == 1.0_f64.to_bits());
            let agents = if neutral { 0 } else { staffing.agents.len() as u32 };
            (0..agents).map(|agent| of(sites[staffing.site_of(agent)])).collect()
        };
        let programme = staffing.programme.resolution;
        let mut resolution: Vec<f64> = by_agent(|site| site.resolution);
        if programme.to_bits() != 1.0_f64.to_bits() {
            resolution.resize(staffing.agents.len(), 1.0);
            for factor in &mut resolution {
                *factor *= programme;
            }
        }
        Self { sites: sites.len(), beside_pace, resolution, absorption: by_agent(|site| site.absorption) }
    }

    /// A pace at a site with an account.
    #[inline]
    pub(super) fn pace(&self, pace: f64, staffing: &Staffing, agent: u32, account: u32) -> f64 {
        if self.beside_pace.is_empty() {
            return pace;
        }
        pace * self.beside_pace[account as usize * self.sites + staffing.site_of(agent)]
    }

    /// Factor on the share of contacts that are resolved.
    #[inline]
    pub(super) fn resolution(&self, agent: u32) -> f64 {
        self.resolution.get(agent as usize).copied().unwrap_or(1.0)
    }

    /// Share of handed-over knowledge that an agent takes in.
    pub(super) fn absorption(&self, agent: u32) -> f64 {
        self.absorption.get(agent as usize).copied().unwrap_or(1.0)
    }
}
