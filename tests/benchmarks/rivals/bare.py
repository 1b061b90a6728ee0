"""The least that a stock Streamlit app can do with a slider: the floor of every panel that a server redraws."""

import streamlit as st

st.write(f"Chosen: {st.slider('Hour', 0, 100)}")
