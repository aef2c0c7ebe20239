//! Findings and answers as text and JSON.
