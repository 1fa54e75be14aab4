//! The scenario file and its door: the only room that knows TOML.
//!
//! In: a path, and `--set` edits. Out: a [`Loaded`] scenario, or [`Rejected`] with every problem. Must
//! not know: what is studied.
//!
//! text → [`tree`] with spans → [`lever`] edits → [`walk`] against the [`schema`] → [`file`](mod@file) (serde) →
//! [`compile`]; each stage collects all its problems, and problems carry paths that lead back to spans. What does not fit is
//! mended in a copy, so that the later stages have their say in the same go.

pub mod along;
pub mod around;
pub mod compile;
pub mod diagnostic;
mod echo;
pub mod file;
mod foreign;
mod kinds;
pub mod lever;
mod mended;
pub mod names;
pub mod problem;
pub mod ready;
pub mod redraw;
mod remedy;
pub mod schema;
mod stand_in;
mod studied;
pub mod summary;
pub mod template;
pub mod tree;
pub mod walk;

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use serde::Deserialize;

use self::around::{Around, End};
pub use self::diagnostic::{Place, Rejected};
use self::diagnostic::{Places, TOLD};
use self::mended::Mended;
use self::names::Names;
use self::problem::Problem;
use self::tree::Node;
use crate::model::Model;
use crate::random::{mix, subject};

/// A scenario, ready to run.
#[derive(Debug, Clone)]
pub struct Loaded {
    /// The compiled model.
    pub model: Model,
    /// Its names and settings.
    pub names: Names,
    /// The file as written, edits applied.
    pub file: file::Scenario,
    /// Hash of the resolved scenario (keys sorted, edits applied) and of the files it names.
    pub hash: u64,
    /// The edits it was loaded with.
    pub sets: Vec<String>,
    /// What it was read from.
    pub source: Arc<Source>,
}

/// What a scenario was read from: enough to read it again with other edits, at another point.
#[derive(Debug, Clone, Default)]
pub struct Source {
    /// The file as it was named.
    pub name: String,
    text: String,
    /// Where the files that it names are.
    folder: PathBuf,
    /// The files that it named, with their texts: a study looks at one state of them.
    files: Vec<(String, String)>,
}

impl Source {
    fn read(&self, name: &str) -> Result<String, String> {
        match self.files.iter().find(|(known, _)| known == name) {
            Some((_, text)) => Ok(text.clone()),
            None => read_from(&self.folder, name),
        }
    }

    /// File name without its folder.
    pub fn file_name(&self) -> String {
        Path::new(&self.name).file_name().map_or_else(String::new, |name| name.to_string_lossy().into_owned())
    }
}

impl Loaded {
    /// The same scenario with further edits: a point of it.
    ///
    /// # Errors
    /// Every problem of the first stage that finds any.
    pub fn with(&self, edits: &[String]) -> Result<Self, Rejected> {
        let source = &self.source;
        let sets = [&self.sets[..], edits].concat();
        // What its studies may move was looked at when the scenario itself was loaded.
        let loaded = read(&source.name, &source.text, &sets, &|name| source.read(name), Studies::AsTheyAre)?;
        Ok(Self { source: Arc::clone(source), ..loaded })
    }

    /// Both ends of a lever that may be off, around what the scenario says.
    ///
    /// # Errors
    /// Why there are none: a lever that there is not, or one without a number to be off from.
    pub fn ends(&self, around: &Around) -> Result<[End; 2], String> {
        let mut tree =
            tree::parse(&self.source.text).map_err(|_| String::from("the scenario cannot be read"))?;
        lever::apply(&mut tree, &self.sets);
        studied::ends(&tree, &schema::schema(), around).map_err(studied::Refusal::text)
    }
}

fn read_from(folder: &Path, name: &str) -> Result<String, String> {
    let bytes = fs::read(folder.join(name)).map_err(|error| error.to_string())?;
    text_of(bytes).map_err(|line| format!("{NOT_TEXT}, from line {line} on"))
}

/// How the cause begins where a file is no text that is understood.
const NOT_TEXT: &str = "it is not UTF-8 text";
/// What to do then.
const SAVE_AS_TEXT: &str = "save it as UTF-8 (spreadsheets call it `CSV UTF-8`)";

/// Bytes as text; the first line that is none, counted from 1.
fn text_of(bytes: Vec<u8>) -> Result<String, usize> {
    String::from_utf8(bytes).map_err(|error| {
        let good = &error.as_bytes()[..error.utf8_error().valid_up_to()];
        good.split(|byte| *byte == b'\n').count()
    })
}

/// Loads a scenario file with edits.
///
/// # Errors
/// Every problem of the first stage that finds any.
pub fn load(path: &Path, sets: &[String]) -> Result<Loaded, Rejected> {
    let name = path.display().to_string();
    let unreadable = |message: String, help: &str| Rejected {
        file: name.clone(),
        text: String::new(),
        problems: vec![(Problem::new("unreadable", &[], message, "").help(help), Place::Whole)],
        untold: 0,
    };
    let bytes = fs::read(path).map_err(|error| {
        unreadable(format!("cannot read {name}: {error}"), "start a file with: portflow init my-desk.toml")
    })?;
    let text = text_of(bytes)
        .map_err(|line| unreadable(format!("{name} is not UTF-8 text, from line {line} on"), SAVE_AS_TEXT))?;
    let folder = path.parent().unwrap_or(Path::new("")).to_path_buf();
    let mut loaded = load_text(&name, &text, sets, &|name| read_from(&folder, name))?;
    let source = Source { folder, ..(*loaded.source).clone() };
    loaded.source = Arc::new(source);
    Ok(loaded)
}

/// Loads a scenario from its text; files that it names are read by `read_file`.
///
/// # Errors
/// Every problem of the first stage that finds any.
pub fn load_text(
    name: &str,
    text: &str,
    sets: &[String],
    read_file: &compile::ReadFile<'_>,
) -> Result<Loaded, Rejected> {
    read(name, text, sets, read_file, Studies::LookedAt)
}

/// Whether the levers that `[size]`, `[sweep]` and `[threshold]` name are looked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Studies {
    LookedAt,
    AsTheyAre,
}

fn read(
    name: &str,
    text: &str,
    sets: &[String],
    read_file: &compile::ReadFile<'_>,
    studies: Studies,
) -> Result<Loaded, Rejected> {
    // A mark that some editors put before the first byte means nothing here.
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    let rejected = |problems| Rejected { file: name.into(), text: text.into(), problems, untold: 0 };
    let mut tree = tree::parse(text).map_err(|errors| {
        // A log or a document of another kind is one problem, not a hundred of syntax.
        let errors = foreign::recognised(text).map_or(errors, |syntax| vec![syntax]);
        rejected(errors.into_iter().map(|syntax| (syntax.problem, Place::Text(syntax.span))).collect())
    })?;
    let (edits, problems) = lever::apply(&mut tree, sets);
    if !problems.is_empty() {
        return Err(rejected(problems));
    }
    let files = std::cell::RefCell::new(Vec::new());
    let reading = |name: &str| {
        let text = read_file(name)?;
        files.borrow_mut().push((name.to_string(), text.clone()));
        Ok(text)
    };
    let placed = |problems: Vec<Problem>| {
        let places = Places { tree: &tree, edits: &edits, scenario: name, files: &files.borrow() };
        let problems = echo::without_echoes(&problems);
        let untold = problems.len().saturating_sub(TOLD);
        let told = problems.into_iter().take(TOLD);
        Rejected { untold, ..rejected(told.map(|problem| places.placed(problem, text)).collect()) }
    };
    let schema = schema::schema();
    let mut problems = walk::walk(&tree, &schema);
    if !problems.is_empty() {
        let more = beyond(&tree, &problems, &schema, &reading);
        problems.extend(more);
        return Err(placed(problems));
    }
    let file = file::Scenario::deserialize(&tree).map_err(|error| {
        // The walk lets nothing through that serde does not take; if it ever does, this says what.
        placed(vec![Problem::new("shape", &[], format!("the file does not fit: {error}"), "")])
    })?;
    let compiled = compile::compile(&file, &reading);
    let astray = match studies {
        Studies::LookedAt => studied::problems(&tree, &file, &schema),
        Studies::AsTheyAre => Vec::new(),
    };
    let (model, mut names) = match compiled {
        Ok(compiled) if astray.is_empty() => compiled,
        Ok(_) => return Err(placed(astray)),
        Err(problems) => return Err(placed([problems, astray].concat())),
    };
    names.redraw = redraw::Redraw::of(&file);
    names.cautions.extend(summary::other_unit(&model, &names));
    names.cautions.extend(summary::uncovered(&model, &names));
    let mut canonical = String::new();
    tree.canonical(&mut canonical);
    let files = files.into_inner();
    let hash = files.iter().fold(subject(&canonical), |hash, (_, text)| mix(hash, subject(text)));
    let source = Source { name: name.into(), text: text.into(), folder: PathBuf::new(), files };
    Ok(Loaded { model, names, file, hash, sets: sets.to_vec(), source: Arc::new(source) })
}

/// What else is wrong with a file that does not fit the schema: the rest of it is compiled all the same.
fn beyond(
    tree: &Node,
    problems: &[Problem],
    schema: &serde_json::Value,
    read_file: &compile::ReadFile<'_>,
) -> Vec<Problem> {
    let Some(mended) = Mended::of(tree, problems, schema) else { return Vec::new() };
    let Ok(file) = file::Scenario::deserialize(&mended.tree) else { return mended.behind };
    let more = compile::compile(&file, read_file).err().unwrap_or_default();
    let more = more.into_iter().filter(|problem| mended.stands(problem));
    let more: Vec<Problem> = more.map(|problem| mended.as_written(problem)).collect();
    [mended.behind, more].concat()
}
