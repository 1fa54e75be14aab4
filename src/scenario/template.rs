//! Templates that `portflow init` starts a scenario from.
//!
//! In: a name. Out: text of a scenario file. Must not know: where it is written.

/// A template.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Template {
    /// Its name.
    pub name: &'static str,
    /// What it is for, in one line.
    pub about: &'static str,
    /// The file as it stands in the repository.
    source: &'static str,
}

impl Template {
    /// The file to write: without what only holds inside the repository.
    pub fn text(&self) -> String {
        let lines = self.source.lines().filter(|line| !line.starts_with("#:schema"));
        let line = |line: &str| {
            line.replace("cargo run --release -- compare scenarios/order-desk.toml", "portflow compare FILE")
        };
        lines.map(line).collect::<Vec<String>>().join("\n") + "\n"
    }
}

/// All templates; the first is the default.
pub const TEMPLATES: &[Template] = &[
    Template {
        name: "planner",
        about: "asks only for what a planner has: volume per interval, AHT, goals, agents, accounts, cost per hour",
        source: include_str!("../../scenarios/templates/planner.toml"),
    },
    Template {
        name: "order-desk",
        about: "a B2B order desk with phone and email, shifts, leave and six ways of staffing",
        source: include_str!("../../scenarios/order-desk.toml"),
    },
    Template {
        name: "sites",
        about: "a dated rate card: onshore, nearshore and offshore sites with every line of cost, and contracts",
        source: include_str!("../../scenarios/templates/sites.toml"),
    },
    Template {
        name: "minimal",
        about: "the least that runs: one channel, one group, one team, two staffings",
        source: include_str!("../../scenarios/templates/minimal.toml"),
    },
];

/// A template by name.
pub fn find(name: &str) -> Option<&'static Template> {
    TEMPLATES.iter().find(|template| template.name == name)
}

#[cfg(test)]
mod tests {
    use super::TEMPLATES;
    use crate::scenario::load_text;

    #[test]
    fn every_template_loads() {
        for template in TEMPLATES {
            let loaded =
                load_text(template.name, &template.text(), &[], &|name| Err(format!("no file {name}")));
            let problems = loaded.err().map(|rejected| rejected.text(false)).unwrap_or_default();
            assert!(problems.is_empty(), "{problems}");
        }
    }
}
