"""The Streamlit pages. The only room that imports streamlit or streamlit_folium."""
