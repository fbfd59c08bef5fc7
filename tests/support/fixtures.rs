//! Fixtures that hold what goes in with what comes out below it: lines of input, what is found of them indented by blanks, comments after
//! `#`. `TIEOUT_BLESS=1` writes what is found; read it before it is accepted.

use std::path::{Path, PathBuf};
use std::{env, fs};

/// Holds every file of a folder under `tests` to what `refreshed` makes of it: the file as it should be, with the number of its cases.
/// All cases together are counted.
pub(crate) fn hold(folder: &str, mut refreshed: impl FnMut(&str) -> (String, usize)) -> usize {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests").join(folder);
    let mut files: Vec<PathBuf> = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    files.sort();
    let bless = env::var_os("TIEOUT_BLESS").is_some();
    let (mut count, mut wrong) = (0, Vec::new());
    for file in files {
        let fixture = fs::read_to_string(&file).unwrap();
        let (found, cases) = refreshed(&fixture);
        count += cases;
        if bless {
            fs::write(&file, &found).unwrap();
        } else if fixture != found {
            let differing = fixture.lines().zip(found.lines()).find(|(want, got)| want != got);
            wrong.push(format!("{}: expected, found: {differing:?}", file.display()));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    count
}
