//! The house's layers: a module imports only from the modules that its line of [`LAYERS`] names.
//!
//! Read from the tokens of every file under `src/`: `use` lines and paths in code, in tests and in macro calls, through `crate`
//! and through `super`. Links in doc comments import nothing.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use proc_macro2::{Delimiter, TokenStream, TokenTree};

/// Each top module with the modules that it may import from, which stand above it.
const LAYERS: &[(&str, &[&str])] = &[
    ("num", &[]),
    ("text", &[]),
    ("model", &["num", "text"]),
    ("finding", &["num", "text", "model"]),
    ("identity", &["num", "text", "model", "finding"]),
    ("config", &["num", "text", "model", "finding", "identity"]),
    ("rates", &["num", "text", "model", "finding"]),
    ("read", &["num", "text", "model", "finding"]),
    ("engine", &["num", "text", "model", "finding", "identity", "rates"]),
    ("report", &["num", "text", "model", "finding", "identity", "rates"]),
    ("verbs", &["num", "text", "model", "finding", "identity", "config", "rates", "read", "engine"]),
    ("cli", &["num", "text", "model", "finding", "identity", "config", "rates", "read", "engine", "report", "verbs"]),
];

fn allowed(module: &str) -> Option<&'static [&'static str]> {
    LAYERS.iter().find(|(name, _)| *name == module).map(|(_, allowed)| *allowed)
}

/// The top modules that a source imports from; `depth` is the number of modules that it stands in.
fn imports(source: &str, depth: usize) -> BTreeSet<String> {
    let tokens: TokenStream = source.parse().unwrap_or_else(|error| panic!("{error}: {source}"));
    let mut found = BTreeSet::new();
    walk(&tokens.into_iter().collect::<Vec<_>>(), depth, &mut found);
    found
}

fn walk(tokens: &[TokenTree], depth: usize, found: &mut BTreeSet<String>) {
    for (at, token) in tokens.iter().enumerate() {
        match token {
            TokenTree::Group(group) => {
                let is_module = group.delimiter() == Delimiter::Brace && at >= 2 && is_word(&tokens[at - 2], "mod");
                walk(&group.stream().into_iter().collect::<Vec<_>>(), depth + usize::from(is_module), found);
            }
            token if is_word(token, "crate") => follow(&tokens[at + 1..], depth, depth, found),
            token if is_word(token, "super") && begins_a_path(&tokens[..at]) => {
                follow(&tokens[at + 1..], 1, depth, found);
            }
            _ => {}
        }
    }
}

/// Goes along a path that has climbed `climbed` of `depth` modules, and along every branch of a group in braces.
fn follow(tokens: &[TokenTree], climbed: usize, depth: usize, found: &mut BTreeSet<String>) {
    let [TokenTree::Punct(first), TokenTree::Punct(second), next, rest @ ..] = tokens else {
        return;
    };
    if (first.as_char(), second.as_char()) != (':', ':') {
        return;
    }
    match next {
        TokenTree::Group(group) => {
            let inner: Vec<TokenTree> = group.stream().into_iter().collect();
            for branch in inner.split(|token| matches!(token, TokenTree::Punct(punct) if punct.as_char() == ',')) {
                let rooted: Vec<TokenTree> = tokens[..2].iter().chain(branch).cloned().collect();
                follow(&rooted, climbed, depth, found);
            }
        }
        next if is_word(next, "super") => follow(rest, climbed + 1, depth, found),
        next if climbed == depth => {
            found.insert(next.to_string());
        }
        _ => {}
    }
}

fn is_word(token: &TokenTree, word: &str) -> bool {
    matches!(token, TokenTree::Ident(ident) if ident == word)
}

/// Whether what comes next is the first word of a path, `self::` not counted.
fn begins_a_path(before: &[TokenTree]) -> bool {
    let colon = |token: &TokenTree| matches!(token, TokenTree::Punct(punct) if punct.as_char() == ':');
    match before {
        [.., word, a, b] if colon(a) && colon(b) => is_word(word, "self"),
        _ => true,
    }
}

fn source_directory() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("src")
}

/// The files of a directory and all below it, with the names of the modules that each stands in.
fn files(directory: &Path, modules: &[String]) -> Vec<(PathBuf, Vec<String>)> {
    let mut all = Vec::new();
    for entry in fs::read_dir(directory).unwrap() {
        let path = entry.unwrap().path();
        let name = path.file_stem().unwrap().to_string_lossy().into_owned();
        let mut inside = modules.to_vec();
        if path.is_dir() {
            inside.push(name);
            all.extend(files(&path, &inside));
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            if name != "mod" {
                inside.push(name);
            }
            all.push((path, inside));
        }
    }
    all
}

/// The files of the modules below the crate's roots, `lib.rs` and `main.rs`.
fn module_files() -> Vec<(PathBuf, Vec<String>)> {
    files(&source_directory(), &[])
        .into_iter()
        .filter(|(_, modules)| !["lib", "main"].contains(&&*modules[0]))
        .collect()
}

/// What a file imports against the list.
fn unlisted(source: &str, modules: &[String]) -> Vec<String> {
    let own = &modules[0];
    let allowed = allowed(own).unwrap_or_else(|| panic!("{own} is not in the list of layers"));
    let listed = |name: &String| name == own || allowed.contains(&name.as_str());
    imports(source, modules.len()).into_iter().filter(|name| !listed(name)).collect()
}

#[test]
fn modules_import_only_from_layers_above_them() {
    let mut problems = Vec::new();
    for (path, modules) in module_files() {
        for import in unlisted(&fs::read_to_string(&path).unwrap(), &modules) {
            problems.push(format!("{}: {} imports from {import}", path.display(), modules[0]));
        }
    }
    assert!(problems.is_empty(), "{problems:#?}");
}

#[test]
fn the_list_names_the_top_modules_of_the_source() {
    let found: BTreeSet<String> = module_files().into_iter().map(|(_, modules)| modules[0].clone()).collect();
    let listed: BTreeSet<String> = LAYERS.iter().map(|(name, _)| name.to_string()).collect();
    assert_eq!(found, listed);
}

#[test]
fn the_list_has_no_circle() {
    for (at, (module, allowed)) in LAYERS.iter().enumerate() {
        let above: Vec<&str> = LAYERS[..at].iter().map(|(name, _)| *name).collect();
        assert!(allowed.iter().all(|name| above.contains(name)), "{module} may import from {allowed:?}");
    }
}

#[test]
fn an_import_is_found_however_it_is_written() {
    for (source, expected) in [
        ("use crate::report::Format;", "report"),
        ("pub use crate::report as r;", "report"),
        ("use crate::{num::Exact, report::{view, csv}};", "num report"),
        ("use crate::{\n    num::{self, Exact},\n    read,\n};", "num read"),
        ("use crate::*;", "*"),
        ("fn f() -> crate::rates::Book { crate::verbs::rates() }", "rates verbs"),
        ("fn f() { println!(\"{}\", crate::cli::NAME) }", "cli"),
        ("#[cfg(test)] mod tests { use crate::read::Row; }", "read"),
        ("use super::super::report::Format;", "report"),
        ("use self::super::super::report::Format;", "report"),
        ("use super::{super::report::Format, solve};", "report"),
        ("mod tests { use super::super::super::report::Format; }", "report"),
        ("mod tests { use super::super::solve; }", ""),
        ("use super::solve::report::Formula;", ""),
        ("use self::report::Format;", ""),
        ("use report::Format;", ""),
        ("/// See [`crate::report`].\nfn f() {} // crate::report", ""),
        ("const TEXT: &str = \"use crate::report::Format;\";", ""),
        ("pub(crate) fn f<'a>(x: &'a str) -> char { 'x' }", ""),
        ("pub(in crate::engine) fn f() {}", "engine"),
    ] {
        let found = imports(source, 2).into_iter().collect::<Vec<_>>().join(" ");
        assert_eq!(found, expected, "{source}");
    }
}

#[test]
fn an_import_against_the_list_is_refused() {
    for (source, modules, expected) in [
        ("use crate::report::Format;", ["engine", "compute"], "report"),
        ("use crate::{num::Exact, read::Row};", ["engine", "compute"], "read"),
        ("use super::super::model::Unit;", ["num", "exact"], "model"),
        ("use crate::verbs::growth;", ["report", "csv"], "verbs"),
        ("use crate::attic::Box;", ["cli", "args"], "attic"),
        ("use crate::report::Format;", ["report", "csv"], ""),
        ("use crate::finding::Value;", ["report", "csv"], ""),
    ] {
        let found = unlisted(source, &modules.map(str::to_owned)).join(" ");
        assert_eq!(found, expected, "{modules:?}: {source}");
    }
}
