//! What a place does to work: handle times, resolution, knowledge taken in.
//!
//! In: numbers of the scenario's door. Out: [`SiteFactors`]. Must not know: who works there, when they are looked up.

/// Factors of a site; neutral by default.
#[derive(Debug, Clone, PartialEq)]
pub struct SiteFactors {
    /// Factor on handle times with accounts of areas not named; the speed of the site's people has it already.
    pub elsewhere: f64,
    /// Factor on handle times with accounts of an area: (number of the area, factor).
    pub areas: Vec<(u16, f64)>,
    /// How much more of what is above 1 an account costs of which nothing is written down (0 = no more).
    pub undocumented: f64,
    /// Factor on the share of contacts that are resolved, at most 1.
    pub resolution: f64,
    /// Share of handed-over knowledge that arrives here, from 0 to 1.
    pub absorption: f64,
}

impl Default for SiteFactors {
    fn default() -> Self {
        Self { elsewhere: 1.0, areas: Vec::new(), undocumented: 0.0, resolution: 1.0, absorption: 1.0 }
    }
}

impl SiteFactors {
    /// σ of an account: `f + w·(1 − d)·max(f − 1, 0)`, f the factor of its area, d how far it is documented.
    pub fn handle_time(&self, area: u16, documented: f64) -> f64 {
        let own = self.areas.iter().find(|(number, _)| *number == area);
        let factor = own.map_or(self.elsewhere, |(_, factor)| *factor);
        factor + self.undocumented * (1.0 - documented) * (factor - 1.0).max(0.0)
    }

    /// What that is beside the factor that the speed of people has already.
    pub fn beside_speed(&self, area: u16, documented: f64) -> f64 {
        self.handle_time(area, documented) / self.elsewhere
    }

    /// Whether handle times differ between accounts because of where they are or what is written down.
    pub fn tells_accounts_apart(&self) -> bool {
        !self.areas.is_empty() || self.undocumented > 0.0
    }
}

#[cfg(test)]
mod tests {
    use super::SiteFactors;

    /// Worked by hand: 1.2 in area 3, twice the excess where nothing is written down.
    #[test]
    fn what_is_not_written_down_weighs_more() {
        let site = SiteFactors {
            elsewhere: 1.05,
            areas: vec![(3, 1.2), (4, 0.9)],
            undocumented: 1.0,
            ..SiteFactors::default()
        };
        let near = |area: u16, documented: f64, wanted: f64| {
            let found = site.handle_time(area, documented);
            assert!((found - wanted).abs() < 1e-12, "{found}, not {wanted}");
        };
        near(3, 1.0, 1.2);
        near(3, 0.0, 1.4);
        near(3, 0.4, 1.32);
        near(0, 0.5, 1.075);
        near(4, 0.0, 0.9);
        assert!((site.beside_speed(3, 0.0) - 1.4 / 1.05).abs() < 1e-12);
    }

    #[test]
    fn the_default_moves_no_bit() {
        let neutral = SiteFactors::default();
        assert_eq!(neutral.beside_speed(7, 0.3).to_bits(), 1.0_f64.to_bits());
        assert!(!neutral.tells_accounts_apart());
    }
}
