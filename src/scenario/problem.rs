//! A problem with a scenario: what is wrong, where, and what to do.
//!
//! In: nothing. Out: [`Problem`]. Must not know: how it is shown.

/// A step of a path into the file.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum Step {
    /// A key of a table.
    Key(String),
    /// An element of a list, from 0.
    Index(usize),
}

impl From<&str> for Step {
    fn from(key: &str) -> Self {
        Self::Key(key.into())
    }
}

impl From<usize> for Step {
    fn from(index: usize) -> Self {
        Self::Index(index)
    }
}

/// A place in a file that the scenario names.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FilePlace {
    /// The file as the scenario names it.
    pub name: String,
    /// Line, from 1.
    pub line: usize,
    /// Column in characters, from 1.
    pub column: usize,
}

/// A problem.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Problem {
    /// Stable name of the kind of problem.
    pub code: &'static str,
    /// Where in the scenario.
    pub path: Vec<Step>,
    /// It is the key rather than the value that is wrong.
    pub at_key: bool,
    /// What is wrong, one sentence.
    pub message: String,
    /// A few words at the place itself.
    pub label: String,
    /// What to do about it.
    pub help: Option<String>,
    /// Where in another file, if it is there.
    pub file: Option<FilePlace>,
    /// The key that a misspelt one stands for.
    pub meant: Option<String>,
    /// Where the same stands already: its line is added to what is said.
    pub earlier: Option<Vec<Step>>,
    /// Where something must stand for the rest of the file to be looked at, and the plainest that would do.
    pub stand_in: Option<(Vec<Step>, serde_json::Value)>,
}

impl Problem {
    /// A problem at a path, without help.
    pub fn new(
        code: &'static str,
        path: &[Step],
        message: impl Into<String>,
        label: impl Into<String>,
    ) -> Self {
        Self {
            code,
            path: path.to_vec(),
            at_key: false,
            message: message.into(),
            label: label.into(),
            help: None,
            file: None,
            meant: None,
            earlier: None,
            stand_in: None,
        }
    }

    /// With a remedy.
    #[must_use]
    pub fn help(mut self, help: impl Into<String>) -> Self {
        self.help = Some(help.into());
        self
    }

    /// About what stands elsewhere already.
    #[must_use]
    pub fn after(mut self, earlier: Vec<Step>) -> Self {
        self.earlier = Some(earlier);
        self
    }

    /// The key is what is wrong.
    #[must_use]
    pub fn at_key(mut self) -> Self {
        self.at_key = true;
        self
    }
}

/// A path as it is written as a lever: `teams.desk.agents`, `staffings.hybrid.ladder.1.after`.
pub fn dotted(path: &[Step]) -> String {
    let words = path.iter().map(|step| match step {
        Step::Key(key) => key.clone(),
        Step::Index(index) => index.to_string(),
    });
    words.collect::<Vec<_>>().join(".")
}

/// The name among `known` that was probably meant.
pub fn meant<'a>(word: &str, known: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let near = |name: &&str| {
        let distance = strsim::damerau_levenshtein(&word.to_lowercase(), &name.to_lowercase());
        (distance <= (word.chars().count() / 3).max(1)).then_some(distance)
    };
    known
        .into_iter()
        .filter_map(|name| near(&name).map(|distance| (distance, name)))
        .min()
        .map(|(_, name)| name)
}

/// So many names are told.
const NAMED: usize = 12;
/// Letters of a word, at least, that make it a part of names rather than chance.
const PART: usize = 3;

/// `did you mean …` or the list of what there is.
pub fn suggestion<'a>(word: &str, known: impl IntoIterator<Item = &'a str> + Clone) -> String {
    if let Some(name) = meant(word, known.clone()) {
        return format!("did you mean `{name}`?");
    }
    let mut names: Vec<&str> = known.into_iter().collect();
    // Of many those that the word is a part of come first.
    let word = word.to_lowercase();
    let has_part = |name: &str| word.len() >= PART && name.to_lowercase().contains(&word);
    if names.len() > NAMED {
        names.sort_by_key(|name| !has_part(name));
    }
    match names.len() {
        0 => "there is none".into(),
        1..=NAMED => format!("there is {}", names.join(", ")),
        more => format!("there is {}, … ({more} in all)", names[..NAMED].join(", ")),
    }
}
