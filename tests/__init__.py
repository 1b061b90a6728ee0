"""Tests of qantar."""
