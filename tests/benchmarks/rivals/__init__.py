"""Streamlit apps to compare with: what one gets from the libraries by the book."""
