chart_picture = None
