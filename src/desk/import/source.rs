//! A file that is read as a stream: plain, gzip or bzip2, told apart by its first bytes, and by lines of a size that memory can hold.

use std::cell::Cell;
use std::fs::File;
use std::io::{self, BufRead, BufReader, Read};
use std::path::Path;
use std::rc::Rc;

use bzip2::bufread::MultiBzDecoder;
use flate2::bufread::MultiGzDecoder;

use super::ReadProblem;

/// The largest entities of Wikidata have some four million bytes.
pub(super) const LONGEST_LINE: usize = 32 << 20;

/// How much is read at once.
const BUFFER: usize = 256 << 10;

/// An open file and how far it has been read.
pub(super) struct Source {
    reader: Box<dyn BufRead>,
    read: Rc<Cell<u64>>,
    /// Bytes of the file, as it is on the disk.
    pub(super) size: u64,
}

/// A line of a file.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Line<'b> {
    /// Without its end.
    Whole(&'b [u8]),
    /// Longer than [`LONGEST_LINE`]; it was passed over.
    TooLong,
}

impl Source {
    /// Opens a file.
    pub(super) fn open(path: &Path) -> Result<Self, ReadProblem> {
        let told = |error: &io::Error| ReadProblem::from_io(path, error);
        let metadata = std::fs::metadata(path).map_err(|error| told(&error))?;
        if metadata.is_dir() {
            return Err(told(&io::ErrorKind::IsADirectory.into()));
        }
        if !metadata.is_file() {
            return Err(ReadProblem::new(path, "it is no file that can be read twice; save it to one first".to_owned()));
        }
        let read = Rc::new(Cell::new(0));
        let file = Counted { file: File::open(path).map_err(|error| told(&error))?, read: Rc::clone(&read) };
        let mut file = BufReader::with_capacity(BUFFER, file);
        let head = file.fill_buf().map_err(|error| told(&error))?;
        let reader: Box<dyn BufRead> = match head {
            [0x1f, 0x8b, ..] => Box::new(BufReader::with_capacity(BUFFER, MultiGzDecoder::new(file))),
            [b'B', b'Z', b'h', ..] => Box::new(BufReader::with_capacity(BUFFER, MultiBzDecoder::new(file))),
            _ => Box::new(file),
        };
        Ok(Self { reader, read, size: metadata.len() })
    }

    /// Bytes of the file that have been read.
    pub(super) fn read(&self) -> u64 {
        self.read.get()
    }

    /// The next line, in a buffer that is used again and again; `None` at the end.
    pub(super) fn line<'b>(&mut self, buffer: &'b mut Vec<u8>) -> io::Result<Option<Line<'b>>> {
        buffer.clear();
        (&mut self.reader).take(LONGEST_LINE as u64 + 1).read_until(b'\n', buffer)?;
        if buffer.len() > LONGEST_LINE && !buffer.ends_with(b"\n") {
            self.reader.skip_until(b'\n')?;
            return Ok(Some(Line::TooLong));
        }
        Ok((!buffer.is_empty()).then(|| Line::Whole(buffer.trim_ascii_end())))
    }

    /// The whole text, if it has at most so many bytes.
    pub(super) fn text(self, most: usize) -> io::Result<String> {
        let mut text = String::new();
        self.reader.take(most as u64 + 1).read_to_string(&mut text)?;
        if text.len() > most {
            return Err(io::Error::other(format!("it has more than {most} bytes; split it")));
        }
        Ok(text)
    }
}

/// Counts what is read.
struct Counted {
    file: File,
    read: Rc<Cell<u64>>,
}

impl Read for Counted {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let read = self.file.read(buffer)?;
        self.read.set(self.read.get() + read as u64);
        Ok(read)
    }
}
